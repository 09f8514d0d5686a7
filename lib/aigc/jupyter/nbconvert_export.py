"""nbconvert's configuration for the HTML pages of `./aigc run`."""
import re


def page_links(html):
    """Links from notebook to notebook become links from page to page; addresses elsewhere stay."""
    return re.sub(r'href="(?![a-z]+:)([^"#]+)\.ipynb(?=["#])', r'href="\1.html', str(html))


c = get_config()  # noqa: F821 (Jupyter puts it here)
c.Application.log_level = 30
c.NbConvertApp.log_level = 30
c.HTMLExporter.template_name = "aigc"
c.HTMLExporter.filters = {"page_links": page_links}
