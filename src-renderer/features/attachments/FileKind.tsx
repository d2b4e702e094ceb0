/** A sheet with the extension of a file, where there is no picture of it. */
export function FileKind({ name, mime }: { readonly name: string; readonly mime: string }) {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 ? name.slice(dot + 1, dot + 5).toUpperCase() : (mime.split('/')[1] ?? '').slice(0, 4).toUpperCase();
  return (
    <span className="file-kind" aria-hidden="true">
      {extension}
    </span>
  );
}
