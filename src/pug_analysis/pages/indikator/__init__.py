"""Evidence for the evaluation: trained staff, appointments, activities, documents, equal posts."""
