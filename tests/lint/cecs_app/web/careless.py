# As services/careless.py.
async def post(request, response, deps):
    await request.form()  # bad: requests-are-read-in-one-place
    await request.json()  # bad: requests-are-read-in-one-place
    request.cookies.get("session")  # bad: requests-are-read-in-one-place
    request.client.host  # bad: requests-are-read-in-one-place
    request.headers.get("x-forwarded-for", "")  # bad: requests-are-read-in-one-place
    form = await forms.read(request)
    forms.token(request)
    response.set_cookie("session", "x")  # bad: cookies-are-set-in-one-place
    response.delete_cookie("session")  # bad: cookies-are-set-in-one-place
    cookies.set_session(response, deps.settings, "x")
    if form:
        return RedirectResponse(request.query_params["next"])  # bad: redirects-lead-home
    return RedirectResponse(deps.url("/login"), 303)
