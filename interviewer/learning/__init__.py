"""What interviews leave behind for the next one: skill per topic, memory per question. Pure."""
