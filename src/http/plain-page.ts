/** What goes with a page that is all in one: nothing of it comes from elsewhere, no script is in it, and no other page frames it. */
export const plainPage: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff'
}
