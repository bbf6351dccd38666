/** What a spreadsheet would run as a formula, also in the full-width forms that it reads as the same characters. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u

/**
 * A table as a spreadsheet opens it: RFC 4180 with a byte order mark, by which it knows that the text is UTF-8. A cell
 * that would be run as a formula begins with `'`. https://owasp.org/www-community/attacks/CSV_Injection
 */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`

const cell = (text: string): string => {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
