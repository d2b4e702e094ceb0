-- Fields the owner wants to see first: their values stand in the head of the profile. NULL = no.
ALTER TABLE field ADD COLUMN on_top INTEGER;
