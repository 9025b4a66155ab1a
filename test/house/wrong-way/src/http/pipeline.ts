export const steps: string[] = []
