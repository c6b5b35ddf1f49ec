import { AppError } from '../errors';

/** The whole body of a request that Next handed over, counted while it comes in: past `most` bytes it is refused (413). */
export async function boundedBytes(request: Request, most: number): Promise<Buffer<ArrayBuffer>> {
  const tooLarge = () => new AppError('too-large', `The body is larger than ${most} bytes: send less at once`);
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.length;
    if (size > most) throw tooLarge();
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}
