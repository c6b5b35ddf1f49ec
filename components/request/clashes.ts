import type { AskForm, RequestRow } from '@/server/request/view';
import { overlap, type Span, subtract } from '@/server/time/span';
import { isPending } from './request-words';

export type Clash = Span & { rotation: { id: string; name: string }; role: string };

/** The parts of one's shifts ahead that lie in one's time off, and that nobody has been asked for. */
export function clashesOf(
  rotations: AskForm['rotations'],
  timeOff: readonly Span[],
  asked: readonly Pick<RequestRow, 'state' | 'rotation' | 'role' | 'from' | 'to'>[],
  now: Date,
): Clash[] {
  const found = rotations.flatMap((rotation) =>
    rotation.mine.flatMap(({ role, from, to }) => {
      const open = asked.filter(
        (request) =>
          isPending(request.state) &&
          request.rotation.id === rotation.id &&
          (request.role === null || request.role === role),
      );
      const ahead = { from: from < now ? now : from, to };
      const parts = timeOff.flatMap((off) => overlap(ahead, off) ?? []);
      return subtract(parts, open).map((part): Clash => ({ ...part, rotation, role }));
    }),
  );
  return found.sort((a, b) => a.from.getTime() - b.from.getTime());
}
