/** The links of a line, short enough for the system. */
import { mailLink, shortened, smsLink } from '../../../shared/kernel/message-links.ts';

/** `cut`: too long to carry the text, which then goes by the clipboard. */
export type Way = ReturnType<typeof shortened>;

const short = (link: string | null): Way | null => (link === null ? null : shortened(link));

export const smsWay = (phone: string, text: string): Way | null => short(smsLink(phone, text));
export const mailWay = (email: string, subject: string, text: string): Way | null => short(mailLink(email, subject, text));
