"""The wheel of plancheck: the program itself is `plancheck` in the folder of scripts."""
