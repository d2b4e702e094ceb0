export interface SampleProduct {
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly unit: string;
  readonly priceMinor: number;
  readonly costMinor: number;
  /** No longer sold. */
  readonly inactive?: 1;
}

/** The words one language's practice book is made of. */
export interface SampleWords {
  readonly surnames: readonly string[];
  readonly rareSurnames: readonly string[];
  readonly given: { readonly female: readonly string[]; readonly male: readonly string[] };
  readonly companies: readonly string[];
  readonly companySuffixes: readonly string[];
  readonly areas: readonly string[];
  readonly address: (city: string, area: string, number: number) => string;
  readonly cities: readonly string[];
  readonly titles: readonly string[];
  /** What the shop sells; prices in minor units. */
  readonly products: readonly SampleProduct[];
  readonly followUps: readonly string[];
  readonly notes: readonly (string | null)[];
  readonly tags: readonly { readonly name: string; readonly groupName: string; readonly color: string }[];
  readonly sources: readonly string[];
  readonly grades: readonly string[];
  /** A fixed line from eight digits. */
  landline(digits: string): string;
  readonly currency: string;
  fullName(surname: string, given: string): string;
  phone(digits: string): string;
}
