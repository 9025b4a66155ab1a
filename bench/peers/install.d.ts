export function install (folder: string, name: string, version: string, beside?: readonly string[]): string
