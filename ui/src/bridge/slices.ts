/** How many bytes cross at once; as base64 they stay below the megabyte that the core takes. */
export const SLICE = 512 * 1024;

/** The file cannot be read any more: it was moved, removed, or its drive was taken away. */
export class UnreadableFile extends Error {}

/** One piece of a file. */
export interface Slice {
  base64: string;
  /** How many bytes have been read with it. */
  end: number;
}

/** Reads a file piece by piece: a large one is never in the window's memory as a whole. */
export async function* inSlices(file: Blob): AsyncGenerator<Slice> {
  for (let start = 0; start < file.size; start += SLICE) {
    const end = Math.min(start + SLICE, file.size);
    yield { base64: await base64Of(file.slice(start, end)), end };
  }
}

function base64Of(piece: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = String(reader.result);
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.onerror = () => reject(new UnreadableFile(reader.error?.message ?? ''));
    reader.readAsDataURL(piece);
  });
}
