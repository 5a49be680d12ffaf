"""Many documents: shards of texts in, Parquet shards of claims and findings out; one machine or a Dask cluster.

`shards.py` finds the work, `checking.py` does it for one text, `store.py` keeps what came of a shard, `running.py`
gives the shards to workers, `querying.py` asks the result.
"""
