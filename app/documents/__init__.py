"""What every printed paper shares: fonts, a tagged canvas, tables, QR codes, pictograms."""
