import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whether a secret that was shown is the one that is expected, in the same time however much of it is right. */
export const isSameSecret = (shown: string, expected: string): boolean => timingSafeEqual(digest(shown), digest(expected))
