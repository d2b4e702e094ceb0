/** A holiday file as the help shows it; `shared/modules/holidays.ts` says what each part means. A test reads it as one. */
export const HOLIDAY_FILE =
  '{ "kind": "regulars.holidays", "version": 1, "source": "2026-11", "years": [ { "year": 2027, "off": [ { "name": "springFestival", "from": "2027-02-05", "to": "2027-02-11" } ], "work": [ "2027-01-31" ] } ] }';
