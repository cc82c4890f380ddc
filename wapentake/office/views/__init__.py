"""Pages about offices: public ones, the desk's people and polls, the register of interests."""
