"""The floor: what the same answer costs in plain Django, without tenants, forms, encryption or outbox."""
