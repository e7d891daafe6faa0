def embeddings(context): raise SystemExit("later")
