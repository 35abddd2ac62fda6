/** A matrix of modules as one SVG path: one horizontal bar for each run of dark ones. */
export function qrPath(matrix: readonly (readonly boolean[])[]): string {
  return matrix.map(rowPath).join("");
}

function rowPath(row: readonly boolean[], y: number): string {
  let path = "";
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x += 1;
    const length = x - start + 1;
    path += `M${start} ${y}h${length}v1h-${length}z`;
  }
  return path;
}
