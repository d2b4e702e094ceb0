/** Which part of the settings a command leads to; the part takes it when it appears. */
import { create } from 'zustand';

export type SettingsPart = 'appearance' | 'book' | 'tags' | 'numbers' | 'rates' | 'reminders' | 'security' | 'data' | 'about';

export const useSettingsTarget = create<{ readonly part: SettingsPart | null }>(() => ({ part: null }));
