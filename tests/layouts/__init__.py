"""Lays the facts of the cases out as policies are published: the same facts, in the layouts people really use.

All running text, headings and names of columns are our own; which of them a layout uses goes by case and style, the
same each time. ``styles`` lists what there is, ``truth`` says which facts a laid-out policy states, ``score`` reads
every policy back and counts what was found.
"""
