/** How days of the Chinese calendar are written: 腊月廿三, 闰六月初一. */

const LUNAR_MONTHS = ['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊'] as const;
const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const;

/** The name of a lunar day: 初一 … 三十. */
export function lunarDayName(day: number): string {
  if (day <= 10) return `初${DIGITS[day] ?? ''}`;
  if (day < 20) return `十${DIGITS[day - 10] ?? ''}`;
  if (day === 20) return '二十';
  return day < 30 ? `廿${DIGITS[day - 20] ?? ''}` : '三十';
}

/** The name of a lunar month: 正月 … 腊月, 闰六月. */
export function lunarMonthName(month: number, leap: boolean): string {
  return `${leap ? '闰' : ''}${LUNAR_MONTHS[month - 1] ?? String(month)}月`;
}
