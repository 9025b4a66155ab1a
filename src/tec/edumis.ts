/** An EDUMIS number as ESL and TEC write it in a text: with zeros to four digits, as the documented example `0123` has it. */
export const edumisOf = (eid: number): string => String(eid).padStart(4, '0')
