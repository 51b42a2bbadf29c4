"""The OpenSearch engine on a real cluster of three nodes; `make test-cluster` runs these tests, nothing else does."""
