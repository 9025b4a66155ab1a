export const modules: string[] = []
