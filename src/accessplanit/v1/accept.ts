/**
 * Whether an Accept header asks for XML rather than for JSON, by its weights (RFC 9110 §12.5.1). Where it names both and they are alike, it
 * is JSON, unless `firstCounts` says that it is what is named first.
 */
export function wantsXml (accept = '', firstCounts: () => boolean = () => false): boolean {
  const ranges = accept.toLowerCase().split(',').map(rangeOf)
  const [xml, json] = [weightOf('xml', ranges), weightOf('json', ranges)]
  if (xml !== json || xml === 0) return xml > json
  const [ofXml, ofJson] = [placeOf('xml', ranges), placeOf('json', ranges)]
  return ofXml >= 0 && ofXml < ofJson && firstCounts()
}

const placeOf = (form: string, ranges: readonly Range[]): number => ranges.findIndex(({ name }) => /^(?:application|text)\/(.*)$/.exec(name)?.[1] === form)

interface Range { readonly name: string, readonly quality: number }

function rangeOf (text: string): Range {
  const [name = '', ...parameters] = text.split(';').map(part => part.trim())
  const quality = Number(parameters.find(it => it.startsWith('q='))?.slice(2) ?? 1)
  return { name, quality: quality >= 0 && quality <= 1 ? quality : 1 }
}

/** The quality of the ranges that name a form most closely, 0 if none does. */
function weightOf (form: 'xml' | 'json', ranges: readonly Range[]): number {
  for (const names of [[`application/${form}`, `text/${form}`], ['application/*'], ['*/*']]) {
    const named = ranges.filter(({ name }) => names.includes(name))
    if (named.length > 0) return Math.max(...named.map(({ quality }) => quality))
  }
  return 0
}
