/** From an error of the contract to a sentence that says what happened and what can be done. */
import { useCallback } from 'react';
import type { AppError } from '../../shared/kernel/result.ts';
import { ApiError } from './api.ts';
import { hasText, useT, type TextKey, type Translate, type Vars } from './i18n.ts';

export interface ErrorText {
  readonly code: string;
  /** What happened. */
  readonly what: string;
  /** What can be done; may be empty. */
  readonly remedy: string;
}

/** The error inside whatever was thrown; a bug in the window counts as `internal`. */
export function toAppError(cause: unknown): AppError {
  return cause instanceof ApiError ? cause.error : { code: 'internal' };
}

/** The words for an error; a code without words is shown as an unexpected failure, with the code for the log. */
export function errorText(t: Translate, error: AppError): ErrorText {
  const base = `errors.${error.code.replaceAll('.', '_')}`;
  const vars = factsOf(error);
  const known = hasText(`${base}.what`);
  const path = known ? base : 'errors.internal';
  return {
    code: error.code,
    what: t(`${path}.what` as TextKey, vars),
    remedy: hasText(`${path}.remedy`) ? t(`${path}.remedy` as TextKey, vars) : '',
  };
}

/** As one line for toasts. */
export function errorLine(t: Translate, error: AppError): string {
  const text = errorText(t, error);
  return sentences(text.what, text.remedy);
}

/** Sentences in a row: a Chinese full stop brings its own space along. */
export function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').reduce((line, part) => (line === '' || /[。！？]$/.test(line) ? line + part : `${line} ${part}`), '');
}

/** `errorText` bound to the language on screen. */
export function useErrorText(): (error: AppError) => ErrorText {
  const t = useT();
  return useCallback((error: AppError) => errorText(t, error), [t]);
}

/** Facts that can stand in a sentence; waiting times become whole seconds. */
function factsOf(error: AppError): Vars {
  const vars: Record<string, string | number> = { code: error.code };
  for (const [name, fact] of Object.entries(error)) {
    if (typeof fact !== 'string' && typeof fact !== 'number') continue;
    if (name === 'code') continue;
    vars[name] = fact;
    if (name.endsWith('Ms') && typeof fact === 'number') vars['seconds'] = Math.max(1, Math.ceil(fact / 1000));
  }
  return vars;
}
