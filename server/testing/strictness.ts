import type { z } from 'zod';

type Part = { _zod: { def: Definition } };
type Definition = {
  type: string;
  catchall?: Part;
  shape?: Record<string, Part>;
  element?: Part;
  innerType?: Part;
  in?: Part;
  out?: Part;
  keyType?: Part;
  valueType?: Part;
  left?: Part;
  right?: Part;
  options?: Part[];
  items?: Part[];
  getter?: () => Part;
};

/** Where a shape would let something unknown through: objects that are not strict, and parts that take anything. */
export function looseParts(shape: z.ZodType): string[] {
  const seen = new Set<Part>();
  const walk = (part: Part, at: string): string[] => {
    if (seen.has(part)) return [];
    seen.add(part);
    const { def } = part._zod;
    const strict = def.type !== 'object' || def.catchall?._zod.def.type === 'never';
    const anything = def.type === 'any' || def.type === 'unknown';
    const inside = [
      ...Object.entries(def.shape ?? {}).map(([key, child]) => [`${at}.${key}`, child] as const),
      ...[def.element, def.innerType, def.in, def.keyType, def.valueType, def.left, def.right].map(
        (child) => [at, child] as const,
      ),
      // What a transformation makes is our own; what a preprocessing hands on is still the sender's.
      ...(def.in?._zod.def.type === 'transform' ? [[at, def.out] as const] : []),
      ...[...(def.options ?? []), ...(def.items ?? [])].map((child) => [at, child] as const),
      ...(def.getter ? [[at, def.getter()] as const] : []),
    ];
    return [
      ...(strict ? [] : [`${at} is no strict object`]),
      ...(anything ? [`${at} takes anything`] : []),
      ...inside.flatMap(([where, child]) => (child ? walk(child, where) : [])),
    ];
  };
  return walk(shape as unknown as Part, 'input');
}
