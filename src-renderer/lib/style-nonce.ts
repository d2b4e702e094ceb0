/**
 * The nonce under which style sheets made at run time pass the content security policy; the host writes it into the page.
 * Ant Design takes it as an option, but some of its parts (scroll lock, scroll bar measuring) make a `<style>` without it. They all go
 * through `createElement`, so the nonce is put on there.
 */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}

/** Gives every `<style>` made from now on the nonce of the page. Called once, before the first render. */
export function nonceEveryStyle(nonce: string): void {
  const create = document.createElement.bind(document);
  const withNonce = (name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
  Reflect.set(document, 'createElement', withNonce);
}
