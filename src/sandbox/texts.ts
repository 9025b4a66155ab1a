/** Where a text lies. */
export interface Place {
  readonly page: Page
  readonly start: number
  readonly end: number
}

interface Page {
  readonly bytes: Buffer
  /** How many of its texts are still kept. */
  texts: number
}

/** Texts as bytes, outside what the garbage collector looks after and moves. */
export interface Texts {
  /** Undefined where it is too long for a page. */
  put (text: string): Place | undefined
  get (place: Place): string
  /** Its page is written anew once all that lies in it was forgotten. */
  forget (place: Place): void
}

const pageBytes = 32 * 1024

export function createTexts (): Texts {
  const empty: Page[] = []
  let page: Page | undefined
  let start = 0

  function turn (): Page {
    // What is forgotten first was put first, so a page that is over is empty one day.
    if (page?.texts === 0) empty.push(page)
    start = 0
    return empty.pop() ?? { bytes: Buffer.allocUnsafeSlow(pageBytes), texts: 0 }
  }

  return {
    put (text) {
      const isCertain = text.length * 3 <= pageBytes - start
      if (!page || !isCertain) {
        const length = Buffer.byteLength(text)
        if (length > pageBytes) return undefined
        if (!page || length > pageBytes - start) page = turn()
      }
      page.texts++
      const place = { page, start, end: start + page.bytes.write(text, start) }
      start = place.end
      return place
    },
    get: ({ page, start, end }) => page.bytes.toString('utf8', start, end),
    forget (place) {
      if (--place.page.texts === 0 && place.page !== page) empty.push(place.page)
    }
  }
}
