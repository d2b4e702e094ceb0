export function Palette(_props: { readonly onClose: () => void; readonly onKeys: () => void }) {
  return null;
}
