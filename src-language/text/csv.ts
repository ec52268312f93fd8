/**
 * Lines of values as CSV (RFC 4180), each ended by CRLF. A value that a spreadsheet would take for a formula has an apostrophe before it, which
 * makes it text there (OWASP, "CSV Injection"); every other value is exact.
 */
export function csvText(lines: readonly (readonly string[])[]): string {
  return lines.map((values) => `${values.map(csvValue).join(',')}\r\n`).join('');
}

function csvValue(value: string): string {
  const text = /^[=+\-@＝＋－＠\t\r\n]/.test(value) ? `'${value}` : value;
  return text !== value || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
