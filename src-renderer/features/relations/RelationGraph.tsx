import { useNavigate } from '@tanstack/react-router';
import { useRef, type KeyboardEvent } from 'react';
import type { Customer } from '../../../shared/modules/customers.ts';
import { reverseKind } from '../../../shared/modules/relations.ts';
import { useApiQuery } from '../../lib/api.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { ErrorNote, Loading } from '../../ui/States.tsx';
import { hueOf } from '../../ui/Avatar.tsx';
import { layOut, type Placed } from './graph-layout.ts';
import { relationName } from './relation-name.ts';

const WIDTH = 440;
/** A few people need less room. */
const heightFor = (people: number): number => (people <= 4 ? 180 : people <= 10 ? 260 : 330);
/** In half-widths of a Chinese character. */
const NAME_UNITS = 14;

/** The net around a customer, two steps deep. Each person is a link the keyboard reaches; the list says the same in words. */
export function RelationGraph({ customer }: { readonly customer: Customer }) {
  const t = useT();
  const navigate = useNavigate();
  const svg = useRef<SVGSVGElement>(null);
  const graph = useApiQuery('relations.graph', { customerId: customer.id });
  if (graph.isPending) return <Loading rows={4} />;
  if (graph.isError) return <ErrorNote error={graph.error.error} />;
  const height = heightFor(graph.data.nodes.length);
  const placed = layOut(graph.data, WIDTH, height);
  const byId = new Map(placed.map((one) => [one.id, one]));
  const kindOf = (id: number): string => {
    const edge = graph.data.edges.find((one) => one.toId === id || one.fromId === id);
    if (!edge) return '';
    return relationName(t, edge.toId === id ? edge : { kind: reverseKind(edge.kind), label: edge.label });
  };
  const open = (id: number): void => void navigate({ to: '/customers/$id', params: { id } });
  const onKey = (event: KeyboardEvent<SVGGElement>, id: number): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      return open(id);
    }
    const by = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const links = [...(svg.current?.querySelectorAll<SVGGElement>('[role="link"]') ?? [])];
    links[(links.indexOf(event.currentTarget) + by + links.length) % links.length]?.focus();
  };
  return (
    <figure className="relation-graph">
      <svg ref={svg} viewBox={`0 0 ${WIDTH} ${height}`} role="group" aria-label={t('portrait.relations.graphLabel', { name: customer.name, count: placed.length - 1 })}>
        {graph.data.edges.map((edge) => {
          const [from, to] = [byId.get(edge.fromId), byId.get(edge.toId)];
          return from && to ? <line key={edge.id} x1={from.x} y1={from.y} x2={to.x} y2={to.y} className="graph-edge" /> : null;
        })}
        {placed.map((one) =>
          one.depth === 0 ? (
            <g key={one.id} aria-hidden="true">
              <Node one={one} kind="" />
            </g>
          ) : (
            <g
              key={one.id}
              role="link"
              tabIndex={0}
              className="graph-link"
              aria-label={saidName(one.name, t('portrait.relations.step', { name: shortName(one.name), kind: kindOf(one.id) }))}
              onClick={() => open(one.id)}
              onKeyDown={(event) => onKey(event, one.id)}
            >
              <Node one={one} kind={one.depth === 1 ? kindOf(one.id) : ''} />
            </g>
          ),
        )}
      </svg>
      {graph.data.cut && <figcaption className="quiet">{t('portrait.relations.graphCut')}</figcaption>}
    </figure>
  );
}

function Node({ one, kind }: { readonly one: Placed; readonly kind: string }) {
  const language = useLanguage();
  const radius = one.depth === 0 ? 17 : one.depth === 1 ? 12 : 8;
  return (
    <>
      <circle cx={one.x} cy={one.y} r={radius} className={`graph-node hue-${hueOf(one.name)}`} />
      <text x={one.x} y={one.y + radius + 12} className="graph-name">
        {shortName(one.name)}
      </text>
      {/* Read together, the two lines must be what the link is called. */}
      {language === 'en' && ' '}
      {kind !== '' && (
        <text x={one.x} y={one.y + radius + 24} className="graph-kind">
          {kind}
        </text>
      )}
    </>
  );
}

/** The name, or as much of it as fits under a circle. */
function shortName(name: string): string {
  let used = 0;
  const chars = [...name];
  const fits = chars.filter((char) => (used += /\p{Script=Han}/u.test(char) ? 2 : 1) <= NAME_UNITS);
  return fits.length === chars.length ? name : `${fits.join('')}…`;
}

/** What a reader says: the words that are seen, and the whole name where they cut it. */
function saidName(name: string, seen: string): string {
  return shortName(name) === name ? seen : `${seen} (${name})`;
}
