/** A tensor type's storage: `bytes` hold `block` consecutive weights. */
interface BlockLayout {
  readonly block: number;
  readonly bytes: number;
}

/**
 * Storage of every tensor type of the GGUF format by its number, from the table `type_traits` in
 * ggml/src/ggml.c of llama.cpp (numbers 4, 5, 31 to 33 and 36 to 38 were withdrawn there).
 */
const layouts: ReadonlyMap<number, BlockLayout> = new Map(
  Object.entries({
    0: [1, 4], // F32
    1: [1, 2], // F16
    2: [32, 18], // Q4_0
    3: [32, 20], // Q4_1
    6: [32, 22], // Q5_0
    7: [32, 24], // Q5_1
    8: [32, 34], // Q8_0
    9: [32, 36], // Q8_1
    10: [256, 84], // Q2_K
    11: [256, 110], // Q3_K
    12: [256, 144], // Q4_K
    13: [256, 176], // Q5_K
    14: [256, 210], // Q6_K
    15: [256, 292], // Q8_K
    16: [256, 66], // IQ2_XXS
    17: [256, 74], // IQ2_XS
    18: [256, 98], // IQ3_XXS
    19: [256, 50], // IQ1_S
    20: [32, 18], // IQ4_NL
    21: [256, 110], // IQ3_S
    22: [256, 82], // IQ2_S
    23: [256, 136], // IQ4_XS
    24: [1, 1], // I8
    25: [1, 2], // I16
    26: [1, 4], // I32
    27: [1, 8], // I64
    28: [1, 8], // F64
    29: [256, 56], // IQ1_M
    30: [1, 2], // BF16
    34: [256, 54], // TQ1_0
    35: [256, 66], // TQ2_0
    39: [32, 17], // MXFP4
  }).map(([type, [block = 1, bytes = 0]]) => [Number(type), { block, bytes }]),
);

/** The few types this program writes itself. */
export const tensorType = { f32: 0, q4_0: 2 } as const;

/**
 * Bytes a tensor takes on disk, or undefined for an unknown type or a row that does not fill
 * whole blocks.
 * @param dimensions GGUF order: the row length comes first.
 */
export function tensorBytes(type: number, dimensions: readonly number[]): number | undefined {
  const layout = layouts.get(type);
  const row = dimensions[0] ?? 0;
  if (layout === undefined || row % layout.block !== 0) return undefined;
  const rows = dimensions.slice(1).reduce((product, size) => product * size, 1);
  const total = (row / layout.block) * layout.bytes * rows;
  return Number.isSafeInteger(total) ? total : undefined;
}

/** Whether the type's storage is known. */
export function knownTensorType(type: number): boolean {
  return layouts.has(type);
}
