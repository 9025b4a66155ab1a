/** A table whose heads are repeated on each sheet of paper. Cells are markup; `numbers` are the columns that are aligned as such. */
export const table = (
  columns: readonly string[], rows: ReadonlyArray<readonly string[]>, { numbers = [] }: { readonly numbers?: readonly number[] } = {}
): string => {
  const kind = (n: number) => numbers.includes(n) ? ' class="number"' : ''
  return `<table>
<thead><tr>${columns.map((it, n) => `<th scope="col"${kind(n)}>${it}</th>`).join('')}</tr></thead>
<tbody>
${rows.map(cells => `<tr>${cells.map((it, n) => `<td${kind(n)}>${it}</td>`).join('')}</tr>`).join('\n')}
</tbody>
</table>`
}
