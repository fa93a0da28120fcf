"""Pages of the panel: meetings, agendas, what is before it of one pupil, the decision."""
