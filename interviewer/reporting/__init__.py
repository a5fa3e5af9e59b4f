"""From an interview to a report, one section a file. Pure; used by `interviewer.report`."""
