using System.Diagnostics;

namespace AigcNotebooks.Display;

/// <summary>Writes a <see cref="Clip"/> as HTML: an animated PNG, in whose place a script puts a player once it has taken the frames out of it.</summary>
internal static class ClipHtml
{
    // A browser tells nobody at which frame an animated image is, and lets nobody stop it; so the script cuts the file into its frames, each made a PNG of its own by
    // its chunks, and draws them. It asks the page's clock which frame is due: a busy page drops frames and does not slow down, and clips of one length keep step. It ends when its element is gone.
    // JupyterLab runs scripts before it puts their output into the page: look again for ten seconds.
    private const string Script = """
        (function(id,delay){var tries=0,wait;
        function begin(){
        var e=document.getElementById(id),img=e&&e.querySelector("img");
        if(!e)return false;
        if(!img||e.dataset.live||!window.createImageBitmap)return true;
        e.dataset.live="1";
        var text=atob(img.src.split(",")[1]),b=new Uint8Array(text.length),i,at=8,head,frames=[];
        for(i=0;i<b.length;i++)b[i]=text.charCodeAt(i);
        var v=new DataView(b.buffer);
        while(at<b.length){
        var n=v.getUint32(at),type=text.substr(at+4,4),data=b.subarray(at+8,at+8+n);
        if(type==="IHDR")head=data;
        if(type==="fcTL")frames.push({size:data.subarray(4,12),x:v.getUint32(at+20),y:v.getUint32(at+24)});
        if(type==="IDAT")frames[0].data=data;
        if(type==="fdAT")frames[frames.length-1].data=data.subarray(4);
        at+=12+n;}
        function chunk(type,data){
        var c=new Uint8Array(12+data.length),w=new DataView(c.buffer),crc=-1,k,j;
        w.setUint32(0,data.length);
        for(k=0;k<4;k++)c[4+k]=type.charCodeAt(k);
        c.set(data,8);
        for(k=4;k<8+data.length;k++)for(crc^=c[k],j=8;j--;)crc=crc>>>1^(crc&1?0xEDB88320:0);
        w.setUint32(8+data.length,~crc>>>0);
        return c;}
        function bitmap(f){
        var header=new Uint8Array(head);
        header.set(f.size);
        return createImageBitmap(new Blob([b.subarray(0,8),chunk("IHDR",header),chunk("IDAT",f.data),chunk("IEND",new Uint8Array(0))],{type:"image/png"}));}
        Promise.all(frames.map(bitmap)).then(function(bitmaps){
        var canvas=document.createElement("canvas"),bar=document.createElement("div"),button=document.createElement("button"),slider=document.createElement("input"),label=document.createElement("span");
        var shown=-1,start=0,timer=0,stopped=false,g=canvas.getContext("2d");
        canvas.width=img.naturalWidth;canvas.height=img.naturalHeight;canvas.style.cssText=img.style.cssText;
        canvas.setAttribute("role","img");canvas.setAttribute("aria-label",img.alt);
        function show(k){
        for(var j=k<shown?0:shown+1;j<=k;j++)g.drawImage(bitmaps[j],frames[j].x,frames[j].y);
        shown=k;slider.value=k;label.textContent=(k+1)+"/"+bitmaps.length;}
        function play(){
        timer=0;
        if(!document.body.contains(e))return;
        show(Math.floor((performance.now()-start)/delay)%bitmaps.length);
        timer=setTimeout(play,delay-(performance.now()-start)%delay);}
        function set(playing){
        clearTimeout(timer);timer=0;
        if(playing){if(stopped)start=performance.now()-shown*delay;play();}
        stopped=!playing;
        button.textContent=playing?"\u275A\u275A":"\u25B6";
        button.setAttribute("aria-label",playing?"pause":"play");}
        bar.style.cssText="display:flex;align-items:center;gap:8px;margin:4px 0;font-size:12px;width:"+Math.max(img.width,200)+"px;max-width:100%";
        button.type="button";button.style.cssText="width:32px;height:24px;padding:0;font-size:11px;line-height:1;cursor:pointer";
        slider.type="range";slider.min=0;slider.max=bitmaps.length-1;slider.step=1;slider.style.cssText="flex:1 1 0;min-width:0;max-width:240px;margin:0";slider.setAttribute("aria-label","frame");
        label.style.cssText="font-variant-numeric:tabular-nums";
        button.onclick=function(){set(!timer);};
        slider.oninput=function(){var k=+slider.value;set(false);show(k);};
        bar.onkeydown=function(event){event.stopPropagation();};
        show(0);
        img.parentNode.replaceChild(canvas,img);
        bar.appendChild(button);bar.appendChild(slider);bar.appendChild(label);e.appendChild(bar);
        set(!(window.matchMedia&&matchMedia("(prefers-reduced-motion: reduce)").matches));
        },function(){});
        return true;}
        if(!begin())wait=setInterval(function(){if(begin()||++tries>=40)clearInterval(wait);},250);
        })
        """;

    public static string Write(Clip clip)
    {
        var picture = Picture(clip, startFrame: 0);
        if (clip.FrameCount == 1)
            return $"<div>{picture}</div>";
        var id = PlotHtml.NewId(picture);
        return FormattableString.Invariant($"<div id=\"{id}\">{picture}</div><script>{Script.ReplaceLineEndings("")}(\"{id}\",{1000 / clip.FramesPerSecond:0.###});</script>");
    }

    /// <summary>The picture alone, beginning at the frame that is due now by a clock that all clips share: one that takes the place of another a moment later goes on where that one was.</summary>
    public static string WriteRunning(Clip clip) =>
        $"<div>{Picture(clip, (int)(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency * clip.FramesPerSecond % clip.FrameCount))}</div>";

    private static string Picture(Clip clip, int startFrame) => ImageGridHtml.Write(clip.Frames[0], clip.ToApng(scale: 1, startFrame), clip.ToString(), clip.Note);
}
