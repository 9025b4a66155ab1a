/** How a yes or no of one character is written: what is seen of such are numbers and letters. */
export const yesOrNo: readonly string[] = ['[12YN]']
