/** Where the people of a small net stand: the customer in the middle, then two rings, everybody near the one they came by. */
import type { RelationGraph } from '../../../shared/modules/relations.ts';

export interface Placed {
  readonly id: number;
  readonly name: string;
  readonly depth: number;
  readonly x: number;
  readonly y: number;
}

const RINGS = [0, 1, 1.95] as const;

/** Places in a field of `width` × `height`, stable for the same net. */
export function layOut(graph: RelationGraph, width: number, height: number): readonly Placed[] {
  // Names stand under the circles: the middle lies a little higher.
  const [cx, cy] = [width / 2, height / 2 - 12];
  const unit = Math.min(width / 2 - 44, height / 2 - 34) / RINGS[2];
  const squash = Math.min(3, (width / 2 - 44) / (unit * RINGS[2]));
  const angles = new Map<number, number>();
  const at = (depth: number, angle: number) => {
    const ring = unit * (RINGS[depth] ?? RINGS[2]);
    return { x: cx + Math.cos(angle) * ring * squash, y: cy + Math.sin(angle) * ring };
  };
  const near = graph.nodes.filter((node) => node.depth === 1);
  near.forEach((node, index) => angles.set(node.id, (index / Math.max(1, near.length)) * Math.PI * 2 - (near.length > 3 ? Math.PI / 2 : 0)));
  const parentOf = (id: number) => {
    const edge = graph.edges.find((one) => (one.fromId === id && angles.has(one.toId)) || (one.toId === id && angles.has(one.fromId)));
    return edge === undefined ? null : edge.fromId === id ? edge.toId : edge.fromId;
  };
  const far = graph.nodes.filter((node) => node.depth === 2).map((node) => ({ node, parent: parentOf(node.id) }));
  const spread = (Math.PI * 2) / Math.max(1, near.length);
  for (const parent of new Set(far.map((one) => one.parent))) {
    const mine = far.filter((one) => one.parent === parent);
    const middle = parent === null ? 0 : (angles.get(parent) ?? 0);
    mine.forEach(({ node }, index) => angles.set(node.id, middle + ((index + 0.5) / mine.length - 0.5) * Math.min(spread, 2) * 0.9));
  }
  return graph.nodes.map(({ id, name, depth }) => ({ id, name, depth, ...(depth === 0 ? { x: cx, y: cy } : at(depth, angles.get(id) ?? 0)) }));
}
