/**
 * What no single line of text may hold, whether a person typed it or it goes into a header of a message.
 * One list for both: what a form takes can always be written in a message.
 */

/**
 * Control characters (CR, LF, NUL, TAB, DEL and C1 among them), the two Unicode line breaks, characters
 * that reverse the reading direction (they disguise an address or a file name), the byte order mark, and
 * halves of surrogate pairs, which no encoding can carry.
 */
export const FORBIDDEN_CHARACTERS =
  /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/u;

/** The opening of an encoded word (RFC 2047): a mail program would decode it into text nobody checked. */
export const ENCODED_WORD = "=?";
