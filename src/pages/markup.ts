const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as it stands in HTML or XML. */
export const escapeMarkup = (text: string): string => text.replace(/[&<>"]/g, sign => named[sign]!)
