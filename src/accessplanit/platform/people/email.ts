/** As long as an address can be by RFC 5321. */
const longest = 254

/** Whether a text has the form of an email address. No part of it fits the pattern in two ways, so that it is told at once. */
export const isEmailAddress = (text: string): boolean => text.length <= longest && /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text)
