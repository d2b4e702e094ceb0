/** SQL of related people: the links of a customer from both ends, and the net two steps deep. */
import type { Related, RelationGraph, RelationKind } from '../../../../shared/modules/relations.ts';
import { reverseKind } from '../../../../shared/modules/relations.ts';
import type { OpenBook } from '../context.ts';

interface LinkRow {
  readonly id: number;
  readonly fromId: number;
  readonly toId: number;
  readonly kind: RelationKind;
  readonly label: string | null;
  readonly reverseLabel: string | null;
  readonly role: string | null;
  readonly notes: string | null;
  readonly otherId: number;
  readonly otherName: string;
  readonly otherKind: 'individual' | 'company';
  readonly otherTitle: string | null;
  readonly otherPhones: string | null;
  readonly otherGrade: string | null;
}

const COLUMNS = `r.id, r.from_id AS fromId, r.to_id AS toId, r.kind, r.label, r.reverse_label AS reverseLabel, r.role, r.notes,
  c.id AS otherId, c.name AS otherName, c.kind AS otherKind, c.title AS otherTitle, c.phones AS otherPhones, c.grade AS otherGrade`;

/** One half per end, so that each is answered by its index. A link to somebody in the bin is not shown. */
const LINKS = `
  SELECT ${COLUMNS} FROM relation r JOIN customer c ON c.id = r.to_id
   WHERE r.from_id = @id AND r.deleted_at IS NULL AND c.deleted_at IS NULL
  UNION ALL
  SELECT ${COLUMNS} FROM relation r JOIN customer c ON c.id = r.from_id
   WHERE r.to_id = @id AND r.deleted_at IS NULL AND c.deleted_at IS NULL
  ORDER BY 1 LIMIT @limit`;

const COUNT = `
  SELECT (SELECT count(*) FROM relation r JOIN customer c ON c.id = r.to_id WHERE r.from_id = @id AND r.deleted_at IS NULL AND c.deleted_at IS NULL)
       + (SELECT count(*) FROM relation r JOIN customer c ON c.id = r.from_id WHERE r.to_id = @id AND r.deleted_at IS NULL AND c.deleted_at IS NULL)`;

/** The links of a customer as read from their side, oldest first. */
export function relatedOf(book: OpenBook, customerId: number, limit: number): Related[] {
  return linksOf(book, customerId, limit).map((row) => toRelated(row, customerId));
}

export function countRelated(book: OpenBook, customerId: number): number {
  return Number(book.db.raw.prepare(COUNT).pluck().get({ id: customerId }));
}

function linksOf(book: OpenBook, customerId: number, limit: number): LinkRow[] {
  return book.db.raw.prepare<[{ id: number; limit: number }], LinkRow>(LINKS).all({ id: customerId, limit });
}

function toRelated(row: LinkRow, from: number): Related {
  const forward = row.fromId === from;
  return {
    id: row.id,
    kind: forward ? row.kind : reverseKind(row.kind),
    label: forward ? row.label : (row.reverseLabel ?? row.label),
    reverseLabel: forward ? row.reverseLabel : row.label,
    role: row.role,
    notes: row.notes,
    other: {
      id: row.otherId,
      name: row.otherName,
      kind: row.otherKind,
      title: row.otherTitle,
      phone: firstValue(row.otherPhones),
      grade: row.otherGrade,
    },
  };
}

function firstValue(contacts: string | null): string | null {
  if (contacts === null) return null;
  const list = JSON.parse(contacts) as readonly { readonly value?: string }[];
  return list[0]?.value ?? null;
}

/** Answered by its own small index: most relations are of the known kinds. */
const OWN_KINDS = `SELECT label, reverse_label AS reverseLabel FROM relation INDEXED BY relation_own
  WHERE kind = 'own' AND deleted_at IS NULL AND label IS NOT NULL GROUP BY label, reverse_label ORDER BY count(*) DESC LIMIT 50`;

/** Kinds the owner made up, the most used first: offered again. */
export function ownKinds(book: OpenBook): { label: string; reverseLabel: string | null }[] {
  return book.db.raw.prepare<[], { label: string; reverseLabel: string | null }>(OWN_KINDS).all();
}

const MAX_NODES = 40;
const MAX_LINKS_EACH = 30;

/** The related ones and theirs; nearer ones first, at most 40. */
export function graphOf(book: OpenBook, customerId: number, self: { readonly name: string; readonly kind: 'individual' | 'company' }): RelationGraph {
  const nodes = new Map([[customerId, { id: customerId, ...self, depth: 0 }]]);
  const edges = new Map<number, RelationGraph['edges'][number]>();
  let cut = false;
  let ring = [customerId];
  for (const depth of [1, 2]) {
    const next: number[] = [];
    for (const id of ring) {
      const links = linksOf(book, id, MAX_LINKS_EACH + 1);
      if (links.length > MAX_LINKS_EACH) cut = true;
      for (const link of links.slice(0, MAX_LINKS_EACH)) {
        if (!nodes.has(link.otherId)) {
          if (nodes.size >= MAX_NODES) {
            cut = true;
            continue;
          }
          nodes.set(link.otherId, { id: link.otherId, name: link.otherName, kind: link.otherKind, depth });
          next.push(link.otherId);
        }
        edges.set(link.id, { id: link.id, fromId: link.fromId, toId: link.toId, kind: link.kind, label: link.label });
      }
    }
    ring = next;
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], cut };
}

/** An equal living link between the two, in the form it is stored. */
export function sameLink(book: OpenBook, link: { fromId: number; toId: number; kind: string; label: string | null }): boolean {
  const sql = `SELECT 1 FROM relation WHERE deleted_at IS NULL AND kind = @kind AND coalesce(label, '') = coalesce(@label, '')
    AND ((from_id = @fromId AND to_id = @toId) OR (@symmetric AND from_id = @toId AND to_id = @fromId)) LIMIT 1`;
  const symmetric = reverseKind(link.kind as RelationKind) === link.kind ? 1 : 0;
  return book.db.raw.prepare(sql).get({ fromId: link.fromId, toId: link.toId, kind: link.kind, label: link.label, symmetric }) !== undefined;
}
