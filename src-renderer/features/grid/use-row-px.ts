export { useRowPx } from '../../ui/row-px.ts';
