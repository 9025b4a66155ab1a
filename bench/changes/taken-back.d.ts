/** By what is told of it and the file in `src`: what stands there, and what stood there before. */
export declare const takenBack: Readonly<Record<string, Readonly<Record<string, ReadonlyArray<readonly [string, string]>>>>>
