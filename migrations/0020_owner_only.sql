-- Fields whose values only the owner sees: 1. Their values lie sealed with the owner's key in `custom` (changes/sealed-values.ts).
ALTER TABLE field ADD COLUMN owner_only INTEGER;
