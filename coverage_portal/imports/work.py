"""stub"""
def do_next(batch_id: int) -> None:
    """stub"""
