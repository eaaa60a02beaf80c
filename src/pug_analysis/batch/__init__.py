"""Many workspaces on one Dask cluster: each regency is one piece of work for one worker.

Only paths and small results travel; the data stay where the workspaces are. Nothing of the extra
``cluster`` is imported before the command needs it.
"""
