import styles from "./LogoSample.module.css";

/** The logo as messages show it, on white: paper stays white. */
export function LogoSample({ src }: { src: string }) {
  return (
    <p className={styles.sheet}>
      {/* biome-ignore lint/performance/noImgElement: the picture is inside the address, nothing is fetched */}
      <img src={src} alt="Logo actuel" className={styles.logo} />
    </p>
  );
}
